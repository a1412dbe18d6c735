// Rows of SQL written by hand, with their columns under the names of the fields of Prisma's models.

const fields = new Map<string, string>();

function fieldOf(column: string): string {
  const known = fields.get(column);
  if (known !== undefined) return known;
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  fields.set(column, field);
  return field;
}

/** The row that a `SELECT *` of a model's table gives, as the model has it. */
export const fieldsOf = <Row extends object>(row: object): Row =>
  // What the table holds is for whoever wrote the SQL to know.
  Object.fromEntries(Object.entries(row).map(([column, value]) => [fieldOf(column), value])) as Row;
