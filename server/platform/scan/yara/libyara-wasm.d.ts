declare module 'libyara-wasm' {
  interface Vector<T> {
    size(): number;
    get(index: number): T;
    delete(): void;
  }
  interface YaraRun {
    readonly matchedRules: Vector<{
      readonly ruleName: string;
      readonly metadata: Vector<{ readonly identifier: string; readonly data: string }>;
    }>;
    readonly compileErrors: Vector<{
      readonly message: string;
      readonly lineNumber: number;
      readonly warning: boolean;
    }>;
    delete(): void;
  }
  export interface Yara {
    run(content: Uint8Array, rules: string): YaraRun;
    readonly HEAPU8: Uint8Array;
  }
  export default function load(): Promise<Yara>;
}
