/*
 * Reads a file with one report a line and prints one decision a line, in order; a line that
 * cannot be read gets {"line":n,"error":"...","problems":[...]} in its place.
 *
 *     classify FILE [EDITION]      - stands for standard input
 *
 * Exit status: 0, or 1 where a line could not be read, or 2 where nothing could.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counting_rules.h"

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Leaves out the mark at the beginning of a file, and the white space around a report. */
static const char *trimmed(const char *line, size_t *length)
{
    if (*length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) {
        line += 3;
        *length -= 3;
    }
    while (*length > 0 && is_space(line[*length - 1]))
        *length -= 1;
    while (*length > 0 && is_space(*line)) {
        line += 1;
        *length -= 1;
    }
    return line;
}

/* A failure is {"error":"...","problems":[...]}: the number of the line goes before that. */
static void print_error(size_t number, const char *failure)
{
    printf("{\"line\":%zu,%s\n", number, failure + 1);
}

static int classify_lines(const cr_engine *engine, const char *edition, FILE *in)
{
    char *line = NULL;
    size_t room = 0, good = 0, bad = 0;
    ssize_t read;
    for (size_t number = 1; (read = getline(&line, &room, in)) != -1; number++) {
        size_t length = (size_t)read;
        const char *report = trimmed(line, &length);
        if (length == 0)
            continue;
        char *answer;
        if (cr_classify(engine, edition, report, length, &answer) == CR_OK) {
            good += 1;
            puts(answer);
        } else {
            bad += 1;
            print_error(number, answer);
        }
        cr_free(answer);
    }
    free(line);
    return bad == 0 ? 0 : good == 0 ? 2 : 1;
}

int main(int count, char **arguments)
{
    if (count < 2 || count > 3) {
        fputs("usage: classify FILE [EDITION]\n", stderr);
        return 2;
    }
    FILE *in = strcmp(arguments[1], "-") == 0 ? stdin : fopen(arguments[1], "r");
    if (in == NULL) {
        perror(arguments[1]);
        return 2;
    }
    cr_engine *engine;
    char *error;
    if (cr_load(&engine, &error) != CR_OK) {
        fprintf(stderr, "%s\n", error);
        cr_free(error);
        return 2;
    }
    int status = classify_lines(engine, count == 3 ? arguments[2] : NULL, in);
    cr_free_engine(engine);
    fclose(in);
    return status;
}
