import { auditExportCommand, auditExportHelp } from './audit-export.ts';
import { auditVerifyCommand, auditVerifyHelp } from './audit-verify.ts';

/** `caseward audit verify|export`. Returns the exit code. */
export async function auditCommand([verb, ...args]: string[]): Promise<number> {
  if (verb === 'verify') return auditVerifyCommand(args);
  if (verb === 'export') return auditExportCommand(args);
  console.error(`${auditVerifyHelp}\n\n${auditExportHelp}`);
  return 2;
}
