/* What the parts of the helper share: pdfium's functions by address, and how named tuples are made.
 *
 * No header and no library of pdfium is needed: Python hands over the addresses of the very functions that it
 * would call itself. Every number is computed in the same order and precision as in Python, so that both give
 * the same bytes; the compiler must therefore not fuse a multiplication and an addition (see setup.py).
 */
#ifndef SCHEDE_CORE_H
#define SCHEDE_CORE_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

typedef void *Handle;

typedef struct {
    int (*text_char_count)(Handle);
    int (*text_get)(Handle, int, int, unsigned short *);
    int (*text_loose_box)(Handle, int, float *);
    int (*text_origin)(Handle, int, double *, double *);
    int (*text_matrix)(Handle, int, float *);
    double (*text_font_size)(Handle, int);
    Handle (*text_object)(Handle, int);
    unsigned int (*text_unicode)(Handle, int);
    int (*text_is_unmapped)(Handle, int);
    int (*text_generated)(Handle, int);
    int (*text_char_index)(Handle, int);
    Handle (*object_font)(Handle);
    int (*object_render_mode)(Handle);
    int (*object_fill_color)(Handle, unsigned int *, unsigned int *, unsigned int *, unsigned int *);
    int (*object_count)(Handle);
    Handle (*object_at)(Handle, int);
    int (*object_type)(Handle);
    int (*object_bounds)(Handle, float *, float *, float *, float *);
    int (*object_matrix)(Handle, float *);
    int (*object_stroke_width)(Handle, float *);
    int (*form_object_count)(Handle);
    Handle (*form_object_at)(Handle, unsigned long);
    int (*path_draw_mode)(Handle, int *, int *);
    int (*path_segment_count)(Handle);
    Handle (*path_segment_at)(Handle, int);
    int (*segment_point)(Handle, float *, float *);
    int (*segment_closes)(Handle);
    int (*segment_type)(Handle);
} Pdfium;

extern Pdfium pdfium;

/* The visible box of a page in user space, its rotation in quarter turns, its size as shown. */
typedef struct {
    double left, bottom, right, top, width, height;
    int rotation;
} Space;

typedef struct {
    double x0, top, x1, bottom;
} Box;

/* A PyArg_ParseTuple converter: the functions' addresses in the order above, as bytes, into `pdfium`. */
int pdfium_converter(PyObject *addresses, void *unused);

/* A PyArg_ParseTuple converter: a PageSpace as a tuple. */
int space_converter(PyObject *tuple, void *space);

/* A new tuple of a named tuple's class, to be filled with PyTuple_SetItem at once. */
PyObject *new_named(PyObject *type, Py_ssize_t size);

/* A named tuple of four numbers. */
PyObject *new_box(PyObject *type, Box box);

/* Appends a new reference to a list and gives it up; -1 on failure. */
int append_new(PyObject *list, PyObject *item);

PyObject *read_words(PyObject *self, PyObject *args);
PyObject *has_doubles(PyObject *self, PyObject *words);
PyObject *read_shapes(PyObject *self, PyObject *args);
PyObject *make_line(PyObject *self, PyObject *args);
PyObject *group_lines(PyObject *self, PyObject *args);
PyObject *places_of(PyObject *self, PyObject *lines);
PyObject *inner_words(PyObject *self, PyObject *lines);
PyObject *find_chains(PyObject *self, PyObject *args);
PyObject *fold_words(PyObject *self, PyObject *args);
PyObject *lay_rows(PyObject *self, PyObject *args);
PyObject *text_numbers(PyObject *self, PyObject *args);
PyObject *word_numbers(PyObject *self, PyObject *args);

#endif
