/*
 * The crime that a police force records of a report, under the Home Office Counting Rules.
 *
 * Load an engine once, share it between threads, and ask it about one report after another:
 *
 *     cr_engine *engine;
 *     char *answer;
 *     if (cr_load(&engine, &answer) == CR_OK) {
 *         if (cr_classify(engine, NULL, report, strlen(report), &answer) == CR_OK)
 *             puts(answer);
 *         cr_free(answer);
 *         cr_free_engine(engine);
 *     }
 *
 * Answers. A function that can fail gives CR_OK and its answer, or another cr_status and what is
 * wrong as JSON on one line, `error` first:
 *
 *     {"error":"...","problems":[{"code":"unknown-name","field":"incidents[0].acts[0]",
 *       "incident":"i1","value":"folowing","message":"...","nearest":"following","help":"..."}]}
 *
 * `problems` has every mistake of a report, and is empty where the status says that something
 * else is wrong. Of a problem `incident`, `value` and `nearest` may be null, and `help` is left
 * out where there is none. A report that is not UTF-8 is a wrong report; a mistake in the
 * library itself comes as CR_FAULT, and the engine can be asked again.
 *
 * Who owns what. A text that came through `answer` or `error` is the caller's, whatever the
 * status: give it back once, with cr_free and no other function. An engine goes back once, with
 * cr_free_engine. What is passed in stays the caller's, is only read, and not kept.
 *
 * What the caller vouches for. A pointer is NULL or points to what the function says, of the size
 * that it says; a text is UTF-8 and, where no length goes with it, ends in a zero byte. An
 * engine is one that cr_load or cr_load_files gave and that was not given back.
 *
 * Threads. Any number may call with one engine at the same time. Give it back when they have
 * finished.
 *
 * Licence. The software is under the MIT licence. The rule texts that are built into the library
 * are Crown copyright, under the Open Government Licence v3.0: LICENSE and NOTICE go with it.
 *
 * SPDX-License-Identifier: MIT AND OGL-UK-3.0
 */


#ifndef COUNTING_RULES_H
#define COUNTING_RULES_H

/* Made by cbindgen from src/lib.rs; `make header` writes it again. */

#include <stddef.h>

/**
 * Whether there is an answer and, where there is none, what is wrong; the text says it as JSON.
 * A number keeps its meaning for ever. Others may follow: whatever is not CR_OK is a failure.
 */
typedef enum {
    /**
     * There is an answer.
     */
    CR_OK = 0,
    /**
     * The report is wrong; `problems` has every mistake of it.
     */
    CR_BAD_REPORT = 1,
    /**
     * There is no edition of that name, or none in force on the day of the report.
     */
    CR_NO_EDITION = 2,
    /**
     * The texts of the rules are wrong.
     */
    CR_BAD_RULES = 3,
    /**
     * Another argument is wrong: NULL where something is required, a text that is not UTF-8, a
     * length that cannot be, a form that there is not.
     */
    CR_BAD_ARGUMENT = 4,
    /**
     * The library has a mistake.
     */
    CR_FAULT = 5,
} cr_status;

/**
 * The rules, loaded and ready. Threads may share one.
 */
typedef struct cr_engine cr_engine;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Loads the rules that come with the library. Gives the engine through `engine`; where that
 * fails, NULL, and why through `error`, which is NULL otherwise.
 */
cr_status cr_load(cr_engine **engine,
                  char **error);

/**
 * Loads rule files of one's own, `count` of them, which are read together in their order:
 * their names, for messages, and what stands in them. Gives the engine as cr_load does; a
 * failure draws every mistake with its place.
 */
cr_status cr_load_files(const char *const *names,
                        const char *const *contents,
                        size_t count,
                        cr_engine **engine,
                        char **error);

/**
 * Decides a report: JSON of `length` bytes, which need not end in zero. `edition` is the name
 * of one, such as "hocr-2026-04", or NULL for the one in force on the day of the report. The
 * answer is the decision, as JSON on one line.
 */
cr_status cr_classify(const cr_engine *engine,
                      const char *edition,
                      const char *report,
                      size_t length,
                      char **answer);

/**
 * Decides a report as cr_classify does, and tells people: the decision, its reasons with their
 * pages, and what would change it. `form` is "text", "markdown" or "html".
 */
cr_status cr_explain(const cr_engine *engine,
                     const char *edition,
                     const char *report,
                     size_t length,
                     const char *form,
                     char **answer);

/**
 * The editions, as a JSON array of {"id", "title", "from", "to"} in the order of the rule files;
 * `from` is null for one that was never in force, `to` for the one that is.
 */
cr_status cr_editions(const cr_engine *engine,
                      char **answer);

/**
 * The version of this library, such as "0.1.0". It stays the library's: do not free it.
 */
const char *cr_version(void);

/**
 * Gives back a text that came through `answer` or `error`; of NULL nothing happens.
 */
void cr_free(char *text);

/**
 * Gives back an engine that no thread uses any more; of NULL nothing happens.
 */
void cr_free_engine(cr_engine *engine);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* COUNTING_RULES_H */
