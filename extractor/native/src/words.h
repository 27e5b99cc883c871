/* What the parts of the reader of words share; see extractor/page/pdfium_words.py. */
#ifndef SCHEDE_WORDS_H
#define SCHEDE_WORDS_H

#include "core.h"

#define ROOM 0.1
#define SHORT 0.75
#define LONG_WORD 64 /* characters above which Python measures a word */

/* What pdfium tells of a text object, and what Python makes of it. */
typedef struct {
    Handle font;
    int mode;
    double size, a, b, c, d;
    unsigned int rgba[4];
} Looks;

typedef struct {
    Looks looks;
    PyObject *style, *bold, *lengths, *advances;
    double size, across;
    int level, hidden, white;
} Style;

/* A word in the text, from its first code point to the one after its last, and its first and last character. */
typedef struct {
    Py_ssize_t begin, end;
    int start, final;
    Handle object;
} Span;

typedef struct {
    double x0, top, bottom;
} Cut;

typedef struct {
    Handle page;
    Space space;
    PyObject *make_style, *make_word, *words, *measure, *odd;
    PyObject *text;
    Py_UCS4 *points;
    Py_ssize_t length;
    int is_plain;
    Span *spans;
    Py_ssize_t count, room;
    Style *styles;
    Py_ssize_t style_count, style_room;
    Cut *cuts;
    Py_ssize_t cut_count;
    double last_x1, last_bottom;
    double line_bottom, line_size, shown_top, shown_bottom;
    PyObject *top_number, *bottom_number;
    long hidden;
} Page;

/* text.c */

/* Whether every word keeps a character as it is: the class PLAIN of cleaning.py. */
int is_plain(Py_UCS4 c);

/* Reads the page's text and cuts it into words; -1 on failure. */
int read_text(Page *page, int chars);
int has_unknown_letters(const Page *page, int chars);

/* styles.c */

/* How a text object looks, given one of its characters: index of a style, -1 on failure. */
Py_ssize_t style_of(Page *page, Handle object, int index);

/* places.c */

/* Where a word begins, its baseline and where it ends, on the shown page. */
void extent(const Page *page, const Span *span, double *x0, double *y, double *x1);

/* Whether the characters of a word in several text objects stand together. */
int holds(const Page *page, const Span *span, double size);

/* Font sizes that a word takes up by its characters' widths, each of which is measured once; -1 on failure. */
int word_length(const Page *page, const Span *span, PyObject *word, const Style *style, double *length);

/* Whether an upright ruling line goes through a box. */
int is_cut(const Page *page, const Box *box);

#endif
