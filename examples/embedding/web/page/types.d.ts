// The types of what the scripts share; not part of the page.

/** A series of abusive messages; `build` puts it in. */
declare const EXAMPLE: Report;

type Facts = Record<string, boolean | null>;
interface Person { id: string; age?: number; born?: string; kind?: string; facts?: Facts }
interface Pair { victim: string; suspect: string; relationship?: string; facts?: Facts }
/** A code, or one with those of the incident's people whom it concerns; all of them where it does not say. */
type Offence = string | { code: string; victims?: string[]; suspects?: string[] };
interface Incident {
  id: string; on: string; to?: string; occasions?: number; victims: string[]; suspects: string[];
  acts?: string[]; effects?: string[] | null; offences?: Offence[]; facts?: Facts;
}
interface RecordedCrime {
  id: string; code: string; victim: string | null; suspects: string[]; last_incident_on: string; recorded_on?: string;
  longer_gap_accepted?: boolean | null; [fact: string]: any;
}
interface Intervention { on: string; victim: string; suspect: string; kind: string; for?: string }
interface Recording { reported_by?: string; by_victim?: Record<string, Recording>; [fact: string]: any }
interface Report {
  format?: number; reference: string; reported_on: string; people?: Person[]; pairs?: Pair[]; incidents: Incident[];
  recorded_crimes?: RecordedCrime[]; interventions?: Intervention[]; recording?: Recording;
}

interface CrimeOffence {
  code: string; class: string; role: "principal" | "also-record" | "related" | "between" | "reclassify-to";
  incidents: string[]; victims: string[]; suspects: string[];
}
interface Source { id: string; place?: string; later?: string }
interface Crime {
  victim: string | null; victims: string[]; suspects: string[]; action: "record" | "refer-to-registrar" | "add-to-existing";
  principal: string | null; class: string | null; between?: string[]; existing?: string; reclassify_to: string | null;
  also_record: string[]; related: string[]; offences: CrimeOffence[]; incidents: string[];
}
interface NotRecorded {
  victim: string | null; suspects: string[]; codes: string[]; outcome: string; record: string | null; incidents: string[];
}
interface NotUsed { field: string; says: string; nearest: string | null }
interface OpenQuestion {
  victim: string; suspect: string; person?: string; incident?: string; recorded_crime?: string;
  fact: string; question: string; cites: string; sources: Source[]; answers: Record<string, string[]>;
}
interface Decision {
  reference: string; edition: string; outcome: string; crimes: Crime[]; not_recorded: NotRecorded[]; not_used: NotUsed[];
  open_questions: OpenQuestion[]; open_questions_complete: boolean;
}
interface Verdict {
  edition: string; who: string; recorded: string; also_record: string[]; related: string[]; referred: string[];
  rules: { rule: string; says: string; cites: string }[]; as_before: boolean;
}

interface Word { name: string; question: string; cites: string }
interface Exercise { name: string; title: string; level: string; teaches: string[]; edition: string; account: string[]; report: Report }
interface Mark { right: boolean; given: string; expected: string; codes: [string, string][]; why: string[]; point: string }
/** What the rules name: `words.js`, which the build makes. */
declare const words: Start;
interface Start {
  editions: { id: string; title: string; from: string | null; to: string | null }[];
  vocabulary: {
    acts: Word[]; effects: Word[]; facts: Word[]; person: Word[]; incident: Word[]; recorded_crime: Word[];
    relationships: Word[]; reporters: Word[]; recording: Word[]; interventions: Word[];
  };
  groups: { stalking: string[]; communications: string[]; taken_as_true: string[] };
  offences: { code: string; title: string }[];
}
