/* Ruling lines and filled areas of a page: extractor/page/pdfium_shapes.py and drawing.py in C. */
#include "core.h"

#include <math.h>

enum { PATH = 2, IMAGE = 3, SHADING = 4, FORM = 5, MOVE_TO = 2 };
#define NEARLY_WHITE 247
#define DEEPEST_FORM 12
#define SINGLE_SEGMENTS 6
#define THIN 2.5
#define SHORTEST 3.0
#define LEVEL 0.5

typedef struct {
    double a, b, c, d, e, f;
    int is_identity;
} Matrix;

typedef struct {
    double x, y;
} Point;

typedef struct {
    Space space;
    PyObject *rule, *fill, *rules, *fills, *images, *backdrops;
    unsigned int rgba[4];
    int fill_mode, stroked;
    Point *points;
    size_t room;
} Walk;

static const Matrix IDENTITY = {1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1};

static Point shown(const Space *space, double x, double y)
{
    switch (space->rotation) {
    case 0:
        return (Point){x - space->left, space->top - y};
    case 1:
        return (Point){y - space->bottom, x - space->left};
    case 2:
        return (Point){space->right - x, y - space->bottom};
    default:
        return (Point){space->top - y, space->right - x};
    }
}

/* min() and max() as Python has them, which keeps the first of equals and what stands before a NaN. */
static double least(double a, double b)
{
    return b < a ? b : a;
}

static double most(double a, double b)
{
    return b > a ? b : a;
}

static Box bounds(const Point *points, size_t count)
{
    Box box = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (size_t at = 1; at < count; at++) {
        box.x0 = least(box.x0, points[at].x);
        box.top = least(box.top, points[at].y);
        box.x1 = most(box.x1, points[at].x);
        box.bottom = most(box.bottom, points[at].y);
    }
    return box;
}

static Matrix own_matrix(Handle item, const Matrix *outer)
{
    float own[6] = {0};
    if (!pdfium.object_matrix(item, own))
        return *outer;
    const double a = own[0], b = own[1], c = own[2], d = own[3], e = own[4], f = own[5];
    return (Matrix){
        a * outer->a + b * outer->c,
        a * outer->b + b * outer->d,
        c * outer->a + d * outer->c,
        c * outer->b + d * outer->d,
        e * outer->a + f * outer->c + outer->e,
        e * outer->b + f * outer->d + outer->f,
        0,
    };
}

static int object_box(const Walk *walk, Handle item, const Matrix *m, Box *box)
{
    float left, bottom, right, top;
    if (!pdfium.object_bounds(item, &left, &bottom, &right, &top))
        return 0;
    Box in = {left, bottom, right, top};
    if (!m->is_identity) {
        const double xs[2] = {left, right}, ys[2] = {bottom, top};
        Point corners[4];
        for (int at = 0; at < 4; at++) {
            const double x = xs[at / 2], y = ys[at % 2];
            corners[at] = (Point){m->a * x + m->c * y + m->e, m->b * x + m->d * y + m->f};
        }
        in = bounds(corners, 4);
    }
    const Space *space = &walk->space;
    if (space->rotation == 0) {
        *box = (Box){in.x0 - space->left, space->top - in.bottom, in.x1 - space->left, space->top - in.top};
        return 1;
    }
    const Point a = shown(space, in.x0, in.top), b = shown(space, in.x1, in.bottom);
    *box = (Box){least(a.x, b.x), least(a.y, b.y), most(a.x, b.x), most(a.y, b.y)};
    return 1;
}

static int add_box(PyObject *boxes, Box box)
{
    return append_new(boxes, Py_BuildValue("(dddd)", box.x0, box.top, box.x1, box.bottom));
}

/* Whether a filled area is too short for a line and too large for a dot of one. */
static int is_speck(double wide, double tall)
{
    const double longest = most(wide, tall);
    return longest < SHORTEST && longest > THIN;
}

static int add_area(Walk *walk, Box box, int white)
{
    const double wide = box.x1 - box.x0, tall = box.bottom - box.top;
    if (is_speck(wide, tall) || white)
        return 0;
    if (wide <= THIN || tall <= THIN)
        return append_new(walk->rules, new_box(walk->rule, box));
    return append_new(walk->fills, new_box(walk->fill, box)) < 0 ? -1 : add_box(walk->backdrops, box);
}

static int add_strokes(Walk *walk, size_t count, double width)
{
    const double half = least(width, THIN) / 2;
    for (size_t at = 1; at < count; at++) {
        const Point a = walk->points[at - 1], b = walk->points[at];
        const double wide = fabs(a.x - b.x), tall = fabs(a.y - b.y);
        if (!(least(wide, tall) <= LEVEL && most(wide, tall) >= SHORTEST))
            continue;
        Box box = {least(a.x, b.x), least(a.y, b.y), most(a.x, b.x), most(a.y, b.y)};
        if (!(wide >= tall)) {
            box.x0 -= half;
            box.x1 += half;
        }
        if (!(tall > wide)) {
            box.top -= half;
            box.bottom += half;
        }
        if (append_new(walk->rules, new_box(walk->rule, box)) < 0)
            return -1;
    }
    return 0;
}

static int add_point(Walk *walk, size_t *count, Point point)
{
    if (*count == walk->room) {
        const size_t room = walk->room ? 2 * walk->room : 64;
        Point *points = PyMem_Realloc(walk->points, room * sizeof(Point));
        if (points == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        walk->points = points;
        walk->room = room;
    }
    walk->points[(*count)++] = point;
    return 0;
}

static int is_white(Walk *walk, Handle path)
{
    unsigned int *rgba = walk->rgba;
    pdfium.object_fill_color(path, &rgba[0], &rgba[1], &rgba[2], &rgba[3]);
    return !rgba[3] || (rgba[0] >= NEARLY_WHITE && rgba[1] >= NEARLY_WHITE && rgba[2] >= NEARLY_WHITE);
}

/* One subpath: the area it fills, and the lines it strokes with a width. */
static int add_subpath(Walk *walk, size_t count, int filled, int white, int stroked, double width)
{
    if (count < 2)
        return 0;
    if (filled && add_area(walk, bounds(walk->points, count), white) < 0)
        return -1;
    return stroked ? add_strokes(walk, count, width) : 0;
}

/* A path that may draw several lines or areas at once; its points are in its own space, unlike its bounds. */
static int add_subpaths(Walk *walk, Handle path, const Matrix *matrix, int stroked, int filled)
{
    const Matrix m = own_matrix(path, matrix);
    const int white = filled && is_white(walk, path), segments = pdfium.path_segment_count(path);
    float stroke = 0.0f, x = 0.0f, y = 0.0f;
    size_t count = 0;
    pdfium.object_stroke_width(path, &stroke);
    const double width = stroke * sqrt(m.a * m.a + m.b * m.b);
    for (int index = 0; index < segments; index++) {
        Handle segment = pdfium.path_segment_at(path, index);
        pdfium.segment_point(segment, &x, &y);
        if (pdfium.segment_type(segment) == MOVE_TO) {
            if (add_subpath(walk, count, filled, white, stroked, width) < 0)
                return -1;
            count = 0;
        }
        const double px = x, py = y;
        const Point point = shown(&walk->space, m.a * px + m.c * py + m.e, m.b * px + m.d * py + m.f);
        if (add_point(walk, &count, point) < 0)
            return -1;
        if (pdfium.segment_closes(segment) && add_point(walk, &count, walk->points[0]) < 0)
            return -1;
    }
    return add_subpath(walk, count, filled, white, stroked, width);
}

static int add_path(Walk *walk, Handle path, const Matrix *matrix)
{
    Box box;
    if (!object_box(walk, path, matrix, &box))
        return 0;
    const double wide = box.x1 - box.x0, tall = box.bottom - box.top;
    if (is_speck(wide, tall))
        return 0;
    pdfium.path_draw_mode(path, &walk->fill_mode, &walk->stroked);
    const int stroked = walk->stroked, filled = walk->fill_mode;
    if (wide <= THIN || tall <= THIN)
        return stroked || filled ? append_new(walk->rules, new_box(walk->rule, box)) : 0;
    if (stroked || (filled && pdfium.path_segment_count(path) > SINGLE_SEGMENTS))
        return add_subpaths(walk, path, matrix, stroked, filled);
    return filled ? add_area(walk, box, is_white(walk, path)) : 0;
}

/* A page's objects, or with a depth above 0 a form's; most are text, which is read elsewhere. */
static int add_objects(Walk *walk, Handle owner, const Matrix *matrix, int depth)
{
    const int count = depth ? pdfium.form_object_count(owner) : pdfium.object_count(owner);
    for (int index = 0; index < count; index++) {
        Handle item = depth ? pdfium.form_object_at(owner, index) : pdfium.object_at(owner, index);
        const int kind = pdfium.object_type(item);
        int failed = 0;
        Box box;
        if (kind == PATH) {
            failed = add_path(walk, item, matrix);
        } else if (kind == FORM && depth < DEEPEST_FORM) {
            const Matrix inner = own_matrix(item, matrix);
            failed = add_objects(walk, item, &inner, depth + 1);
        } else if ((kind == IMAGE || kind == SHADING) && object_box(walk, item, matrix, &box)) {
            failed = kind == IMAGE ? add_box(walk->images, box) : 0;
            failed = failed < 0 ? failed : add_box(walk->backdrops, box);
        }
        if (failed < 0)
            return -1;
    }
    return 0;
}

PyObject *read_shapes(PyObject *self, PyObject *args)
{
    Walk walk = {0};
    PyObject *address;
    (void)self;
    if (!PyArg_ParseTuple(args, "O&OO&OOO!O!O!O!", pdfium_converter, NULL, &address, space_converter,
                          &walk.space, &walk.rule, &walk.fill, &PyList_Type, &walk.rules, &PyList_Type,
                          &walk.fills, &PyList_Type, &walk.images, &PyList_Type, &walk.backdrops))
        return NULL;
    Handle page = PyLong_AsVoidPtr(address);
    if (page == NULL && PyErr_Occurred())
        return NULL;
    const int failed = add_objects(&walk, page, &IDENTITY, 0);
    PyMem_Free(walk.points);
    if (failed < 0)
        return NULL;
    Py_RETURN_NONE;
}
