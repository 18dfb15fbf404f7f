/*
 * Areas turned by quarters (XSL 1.1, 7.21.3). What is in a turned area is laid out as if
 * it stood upright: its width runs along the turned lines.
 */
#include "print/layout/internal.h"

unsigned orientation_turns(const struct fo_tree *tree, const struct fo *fo)
{
    /* Inherited as what "top" means, so a child is not turned once more. */
    if (!fo_is_specified(fo, FO_P_REFERENCE_ORIENTATION))
        return 0;
    int degrees = fo_integer(tree, fo, FO_P_REFERENCE_ORIENTATION, 0) % 360;
    return (unsigned)((degrees + 360) / 90) % 4;
}

struct turned_box orientation_place(unsigned turns, struct turned_box around, struct turned_box box)
{
    switch (turns) {
    case 1:
        return (struct turned_box){around.x + box.y, around.y + around.height - box.x - box.width,
                                   box.height, box.width};
    case 2:
        return (struct turned_box){around.x + around.width - box.x - box.width,
                                   around.y + around.height - box.y - box.height, box.width,
                                   box.height};
    case 3:
        return (struct turned_box){around.x + around.width - box.y - box.height, around.y + box.x,
                                   box.height, box.width};
    default:
        return (struct turned_box){around.x + box.x, around.y + box.y, box.width, box.height};
    }
}

void area_turn_matrix(unsigned turns, struct turned_box box, double matrix[6])
{
    static const double parts[4][4] = {
        {1, 0, 0, 1}, {0, -1, 1, 0}, {-1, -0.0, 0, -1}, {0, 1, -1, 0}};
    for (int i = 0; i < 4; i++)
        matrix[i] = parts[turns % 4][i];
    matrix[4] = box.x + (turns == 2 || turns == 3 ? box.width : 0);
    matrix[5] = box.y + (turns == 1 || turns == 2 ? box.height : 0);
}
