/*
 * Two threads share one engine, and each decides every report of a file; says whether they came
 * to the same as the main thread, which decides them before or after.
 *
 *     threads before|after FILE
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting_rules.h"

enum { MOST = 1000 };

static cr_engine *engine;
static char *reports[MOST];
static size_t count;

/* Fills an array of answers, one for each report. */
static void *decide(void *to)
{
    char **answers = to;
    for (size_t n = 0; n < count; n++)
        cr_classify(engine, NULL, reports[n], strlen(reports[n]), &answers[n]);
    return NULL;
}

static int decide_in_threads(char **one, char **other)
{
    pthread_t first, second;
    if (pthread_create(&first, NULL, decide, one) != 0)
        return 0;
    int both = pthread_create(&second, NULL, decide, other) == 0;
    pthread_join(first, NULL);
    if (both)
        pthread_join(second, NULL);
    return both;
}

/* So many reports have the same three answers. */
static size_t same(char **main_answers, char **one, char **other)
{
    size_t same = 0;
    for (size_t n = 0; n < count; n++)
        same += strcmp(main_answers[n], one[n]) == 0 && strcmp(one[n], other[n]) == 0;
    return same;
}

static void read_reports(FILE *in)
{
    size_t room = 0;
    while (count < MOST && getline(&reports[count], &room, in) != -1) {
        count += 1;
        room = 0;
    }
}

int main(int arguments, char **argument)
{
    int before = arguments == 3 && strcmp(argument[1], "before") == 0;
    FILE *in = arguments == 3 ? fopen(argument[2], "r") : NULL;
    if (in == NULL || cr_load(&engine, NULL) != CR_OK) {
        fputs("usage: threads before|after FILE\n", stderr);
        return 2;
    }
    read_reports(in);
    fclose(in);

    static char *answers[3][MOST];
    if (before)
        decide(answers[0]);
    if (!decide_in_threads(answers[1], answers[2])) {
        fputs("no thread could be started\n", stderr);
        return 2;
    }
    if (!before)
        decide(answers[0]);

    size_t alike = same(answers[0], answers[1], answers[2]);
    printf("%zu of %zu reports decided alike by both threads\n", alike, count);
    int status = alike == count && count > 0 ? 0 : 1;
    for (size_t n = 0; n < MOST; n++) {
        for (size_t of = 0; of < 3; of++)
            cr_free(answers[of][n]);
        free(reports[n]);
    }
    cr_free_engine(engine);
    return status;
}
