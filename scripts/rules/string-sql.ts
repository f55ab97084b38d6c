import ts from 'typescript';
import { constantsOf, isConstant } from './constants.ts';
import { type Finding, findingAt, nodesOf, parse } from './finding.ts';

const objects = 'table|role|user|database|schema|index|function|policy|trigger|view|type|extension|sequence';
const statements = [
  'select\\s',
  'insert\\s+into\\s',
  'update\\s+\\S+\\s+set\\s',
  'delete\\s+from\\s',
  'truncate\\s',
  'with\\s+(recursive\\s+)?\\S+(\\s*\\([^)]*\\))?\\s+as\\s',
  `(create|alter|drop)\\s+(or\\s+replace\\s+)?(unique\\s+)?(${objects})\\b`,
  '(grant|revoke)\\s.*\\b(on|to|from)\\b',
  'set\\s+(local|session|role)\\s',
  '(copy|call|execute|listen|notify)\\s',
];
const clauses = [
  '\\bfrom\\s+[\\w".]+\\s+(where|join|order|limit)\\b',
  '\\bwhere\\s+[\\w".]+\\s*(=|<|>|in\\b|like\\b)',
  '\\border\\s+by\\s',
];
// English words begin with a capital; SQL is written all small or all large.
const patterns = [`^\\s*(${statements.join('|')})`, ...clauses];
const looksLikeSql = patterns.flatMap((pattern) => [new RegExp(pattern), new RegExp(upperCase(pattern))]);

/** The functions that take SQL as it is: what they are given is checked at each call. */
const doors = ['sql.raw', 'statement', 'tenantRead'];

const advice = 'SQL is put together from strings; use the sql tag or a $1 parameter (claim FL-19).';

/** Finds SQL that is built from strings whose values are not known to the source (claim FL-19). */
export function findStringSql(file: string, text: string): Finding[] {
  const source = parse(file, text);
  const constants = constantsOf(source, doors);
  const built = new Set<ts.Expression>();
  for (const node of nodesOf(source)) {
    const text = builtText(node) ?? rawText(node);
    if (text && !isConstant(text, constants)) built.add(text);
  }
  return [...built].map((text) => findingAt(text, advice));
}

/** A template or a sum of strings that reads like SQL. What a tag such as `sql` gets is not a string. */
function builtText(node: ts.Node): ts.Expression | undefined {
  if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
    const text = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('x');
    return readsLikeSql(text) ? node : undefined;
  }
  if (!isSum(node) || isSum(node.parent)) return undefined;
  const literals = [...nodesOf(node)].filter((inner) => ts.isStringLiteralLike(inner));
  return readsLikeSql(literals.map((literal) => literal.text).join('x')) ? node : undefined;
}

/** What is handed to the doors that take SQL as it is. */
function rawText(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  return doors.includes(node.expression.getText()) ? node.arguments[0] : undefined;
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function readsLikeSql(text: string): boolean {
  return looksLikeSql.some((pattern) => pattern.test(text));
}

/** The same pattern for SQL in capitals; escapes such as \s keep their letter. */
function upperCase(pattern: string): string {
  return pattern.replaceAll(/\\?[a-z]/g, (found) => (found.startsWith('\\') ? found : found.toUpperCase()));
}
