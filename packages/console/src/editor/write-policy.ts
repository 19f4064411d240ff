/** From the blocks of the visual editor to the text of a policy. */
import type { BlockModel, ConditionModel, PolicyModel, PrincipalsModel } from './policy-model.ts';
import { isKept } from './policy-model.ts';

/** One text stands without brackets, as AWS's editor writes it. */
const oneOrMany = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? '') : texts;

const fullAction = (service: string, name: string): string =>
  service === '*' || service === '' ? name : `${service}:${name}`;

/** Two rows with the same operator and key are one in JSON, with the values of both. */
function conditionJson(conditions: readonly ConditionModel[]): object {
  const operators = Map.groupBy(conditions, ({ operator }) => operator);
  return Object.fromEntries(
    [...operators].map(([operator, rows]) => {
      const keys = Map.groupBy(rows, ({ key }) => key);
      const values = [...keys].map(([key, same]) => {
        const all = new Set(same.flatMap((row) => row.values));
        return [key, oneOrMany([...all])] as const;
      });
      return [operator, Object.fromEntries(values)] as const;
    }),
  );
}

function principalJson({ isEveryone, entries }: PrincipalsModel): unknown {
  if (isEveryone) return '*';
  const kinds = Map.groupBy(entries, ({ kind }) => kind);
  return Object.fromEntries(
    [...kinds].map(([kind, own]) => [kind, oneOrMany(own.map(({ value }) => value))]),
  );
}

function statementJson(block: BlockModel): unknown {
  if (isKept(block)) return block.json;
  const { sid, effect, principals, service, actions, resources, conditions, others } = block;
  const full = actions.map((name) => fullAction(service, name));
  return {
    ...(sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    ...(principals === undefined
      ? {}
      : { [principals.isAllBut ? 'NotPrincipal' : 'Principal']: principalJson(principals) }),
    [block.isAllActionsBut ? 'NotAction' : 'Action']: oneOrMany(full),
    ...(resources === undefined
      ? {}
      : { [block.isAllResourcesBut ? 'NotResource' : 'Resource']: oneOrMany(resources) }),
    ...(conditions.length === 0 ? {} : { Condition: conditionJson(conditions) }),
    ...others,
  };
}

export function writePolicy({ version, documentId, statements, others }: PolicyModel): string {
  const document = {
    ...(version === '' ? {} : { Version: version }),
    ...(documentId === '' ? {} : { Id: documentId }),
    Statement: statements.map(statementJson),
    ...others,
  };
  return JSON.stringify(document, undefined, 4);
}
