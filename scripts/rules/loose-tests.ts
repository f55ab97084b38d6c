import ts from 'typescript';
import { type Finding, findingAt, nodesOf, parse } from './finding.ts';

const starters = new Set(['test', 'it', 'describe', 'suite']);
const marks = new Set(['skip', 'only', 'todo']);

/** Finds tests that are switched off, or that switch the others off. A skip with its reason in words is fine. */
export function findLooseTests(file: string, text: string): Finding[] {
  return [...nodesOf(parse(file, text))].flatMap((node) => {
    const mark = markOf(node);
    return mark
      ? [findingAt(node, `A test is marked ${mark}: say why in words ({ skip: 'reason' }), or mend it.`)]
      : [];
  });
}

function markOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && marks.has(node.name.text)) {
    return starters.has(node.expression.getText()) ? node.name.text : undefined;
  }
  if (!ts.isCallExpression(node) || !starters.has(node.expression.getText())) return undefined;
  const options = node.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
  const marked = options?.properties.find(
    (entry) => marks.has(entry.name?.getText() ?? '') && !hasReason(entry),
  );
  return marked?.name?.getText();
}

/** A condition that gives the reason is seen when the tests run: a skip without words counts as failed. */
function hasReason(entry: ts.ObjectLiteralElementLike): boolean {
  if (entry.name?.getText() !== 'skip') return false;
  return !ts.isPropertyAssignment(entry) || entry.initializer.kind !== ts.SyntaxKind.TrueKeyword;
}
