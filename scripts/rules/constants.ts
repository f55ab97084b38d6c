import ts from 'typescript';
import { nodesOf } from './finding.ts';

/** Names that stand for one text in the whole file, with the expression that makes it. */
type Constants = Map<string, ts.Expression>;

const escapes = new Set(['escapeIdentifier', 'escapeLiteral']);

/**
 * What is declared once in the file, by `const`. A parameter is anyone's word, except that of a function in
 * `doors`, whose callers are held to constants themselves.
 */
export function constantsOf(source: ts.SourceFile, doors: readonly string[]): Constants {
  const declared = [...nodesOf(source)].filter(
    (node) => ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node),
  );
  const byName = Map.groupBy(declared, (node) => node.name.getText());
  const constants: Constants = new Map();
  for (const [name, [only, ...others]] of byName) {
    if (!only || others.length > 0) continue;
    if (ts.isParameter(only) && isDoor(only.parent, doors)) constants.set(name, ts.factory.createNull());
    if (!ts.isVariableDeclaration(only) || !only.initializer) continue;
    if (only.parent.flags & ts.NodeFlags.Const) constants.set(name, only.initializer);
  }
  return constants;
}

/**
 * Whether the text of `node` is decided by the source alone: literals, constants made of them, and what has
 * been through PostgreSQL's own quoting. In doubt it is not.
 */
export function isConstant(node: ts.Expression, constants: Constants): boolean {
  const all = (...nodes: ts.Expression[]) => nodes.every((inner) => isConstant(inner, constants));
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (node.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return all(node.expression);
  if (ts.isSatisfiesExpression(node)) return all(node.expression);
  if (ts.isTemplateExpression(node)) return all(...node.templateSpans.map((span) => span.expression));
  if (ts.isConditionalExpression(node)) return all(node.whenTrue, node.whenFalse);
  if (ts.isBinaryExpression(node)) return all(node.left, node.right);
  if (ts.isArrayLiteralExpression(node)) return all(...node.elements);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((entry) => ts.isPropertyAssignment(entry) && all(entry.initializer));
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return all(node.expression);
  if (ts.isCallExpression(node)) return isConstantCall(node, all);
  if (!ts.isIdentifier(node)) return false;
  const value = constants.get(node.text);
  return value !== undefined && !contains(value, node.text) && all(value);
}

function isDoor(owner: ts.Node, doors: readonly string[]): boolean {
  return ts.isFunctionDeclaration(owner) && doors.includes(owner.name?.text ?? '');
}

function isConstantCall(node: ts.CallExpression, all: (...nodes: ts.Expression[]) => boolean): boolean {
  const called = node.expression;
  if (ts.isIdentifier(called)) return escapes.has(called.text);
  if (!ts.isPropertyAccessExpression(called)) return false;
  if (called.expression.getText() === 'Object') return all(...node.arguments);
  return called.name.text === 'join' && all(called.expression, ...node.arguments);
}

function contains(value: ts.Expression, name: string): boolean {
  return [...nodesOf(value)].some((node) => ts.isIdentifier(node) && node.text === name);
}
