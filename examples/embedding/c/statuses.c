/*
 * Asks for every status of the header, and says where another came.
 *
 *     statuses              all but CR_FAULT
 *     statuses planted      all: the library was built with a panic to plant
 *
 * Exit status: 0, or 1 where another status came.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting_rules.h"

_Static_assert(CR_OK == 0 && CR_BAD_REPORT == 1 && CR_NO_EDITION == 2 && CR_BAD_RULES == 3 &&
                   CR_BAD_ARGUMENT == 4 && CR_FAULT == 5,
               "a status keeps its number for ever");

#define REPORT(day, act)                                                                    \
    "{\"reference\":\"R1\",\"reported_on\":\"" day "\",\"incidents\":[{\"id\":\"i1\","       \
    "\"on\":\"" day "\",\"victims\":[\"v1\"],\"suspects\":[\"s1\"],\"acts\":[\"" act "\"],"  \
    "\"effects\":[\"alarm\"]}]}"

static const char good[] = REPORT("2026-06-20", "following");
static cr_engine *engine;
static int asked, others;

/* The next call panics. */
static void plant(void)
{
    setenv("COUNTING_RULES_PLANTED_PANIC", "1", 1);
}

/* Takes the text, which is there whatever the status is. */
static void expect(cr_status wanted, cr_status status, char *text)
{
    unsetenv("COUNTING_RULES_PLANTED_PANIC");
    asked += 1;
    if (status != wanted || text == NULL) {
        others += 1;
        fprintf(stderr, "%d, where %d was wanted: %s\n", status, wanted, text ? text : "no text");
    }
    cr_free(text);
}

static void classify(cr_status wanted, const char *edition, const char *report)
{
    char *answer = NULL;
    size_t length = report == NULL ? 0 : strlen(report);
    cr_status status = cr_classify(engine, edition, report, length, &answer);
    expect(wanted, status, answer);
}

static void explain(cr_status wanted, const char *report, const char *form)
{
    char *answer = NULL;
    cr_status status = cr_explain(engine, NULL, report, strlen(report), form, &answer);
    expect(wanted, status, answer);
}

static void load(cr_status wanted, const char *content)
{
    const char *name = "own.rules";
    cr_engine *loaded;
    char *error = NULL;
    cr_status status = cr_load_files(&name, &content, 1, &loaded, &error);
    expect(wanted, status, error);
    cr_free_engine(loaded);
}

static void ask_wrongly(void)
{
    classify(CR_BAD_REPORT, NULL, REPORT("2026-06-20", "folowing"));
    classify(CR_BAD_REPORT, NULL, "not JSON");
    classify(CR_BAD_REPORT, NULL, "{\"reference\":\"\xff\"}");
    explain(CR_BAD_REPORT, "{}", "text");

    classify(CR_NO_EDITION, "hocr-2026", good);
    classify(CR_NO_EDITION, NULL, REPORT("2001-06-20", "following"));

    load(CR_BAD_RULES, "edition nonsense\n");
    load(CR_BAD_RULES, "");

    classify(CR_BAD_ARGUMENT, NULL, NULL);
    classify(CR_BAD_ARGUMENT, "hocr\xff", good);
    explain(CR_BAD_ARGUMENT, good, NULL);
    explain(CR_BAD_ARGUMENT, good, "pdf");
    load(CR_BAD_ARGUMENT, NULL);
    load(CR_BAD_ARGUMENT, "edition \xff\n");
}

/* What a mistake in the library looks like, and that the engine goes on after it. */
static void ask_with_a_panic(void)
{
    plant();
    classify(CR_FAULT, NULL, good);
    plant();
    explain(CR_FAULT, good, "text");
    plant();
    load(CR_FAULT, "edition nonsense\n");
    classify(CR_OK, NULL, good);
}

int main(int count, char **arguments)
{
    char *error = NULL;
    if (cr_load(&engine, &error) != CR_OK) {
        fprintf(stderr, "%s\n", error);
        cr_free(error);
        return 1;
    }
    classify(CR_OK, NULL, good);
    explain(CR_OK, good, "html");
    ask_wrongly();
    if (count == 2 && strcmp(arguments[1], "planted") == 0)
        ask_with_a_panic();
    cr_free_engine(engine);
    printf("%d of %d calls gave the status that was wanted\n", asked - others, asked);
    return others == 0 ? 0 : 1;
}
