/** What opens a connection to elsewhere in a source file. */
export const OUT =
  /from 'node:(?:https|tls)'|import\('(?:nodemailer|@aws-sdk\/[^']*)'\)|^import (?!type).* from 'pg(?:-boss)?'|(?<![.\w#])fetch\((?!typed)/m;
