import ts from 'typescript';

/** Something a house rule does not allow, and where (line from 1). */
export type Finding = { file: string; line: number; message: string };

export type Rule = (file: string, text: string) => Finding[];

/** Every node of a TypeScript file, parents first. */
export function* nodesOf(source: ts.Node): Generator<ts.Node> {
  yield source;
  for (const child of childrenOf(source)) yield* nodesOf(child);
}

export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

export function findingAt(node: ts.Node, message: string): Finding {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, message };
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}
