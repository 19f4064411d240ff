/**
 * The operation schemas among an SDK client's exports: arrays that begin with the id of operations.
 */
const operationSchemaId = 9;

export function operationSchemas(client: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.values(client).filter(
    (value) => Array.isArray(value) && value[0] === operationSchemaId,
  );
}
