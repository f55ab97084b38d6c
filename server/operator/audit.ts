import { auditExportCommand, auditExportHelp } from './audit-export.ts';
import { auditVerifyCommand, auditVerifyHelp } from './audit-verify.ts';

export const auditHelp = `${auditVerifyHelp}\n\n${auditExportHelp}`;

/** `caseward audit verify|export`. Returns the exit code. */
export async function auditCommand([verb, ...args]: string[]): Promise<number> {
  if (verb === 'verify') return auditVerifyCommand(args);
  if (verb === 'export') return auditExportCommand(args);
  console.error(auditHelp);
  return 2;
}
