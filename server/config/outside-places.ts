import type { PlaceStanding, ProviderUse } from '#contracts/sub-processors.ts';
import type { BlobsConfig, Config } from './config.types.ts';
import type { Problem } from './problems.ts';
import type { SettingName } from './settings.ts';

/** Another machine that the settings name, what for, and how it stands to the region that is stated. */
export interface OutsidePlace {
  readonly use: ProviderUse;
  readonly host: string;
  readonly region: string | null;
  readonly standing: PlaceStanding;
}

type Named = Pick<
  Config,
  | 'production'
  | 'database'
  | 'blobs'
  | 'backups'
  | 'rootKey'
  | 'mail'
  | 'scanner'
  | 'breachUrl'
  | 'errorDsn'
  | 'tracesUrl'
  | 'region'
  | 'placeRegions'
  | 'placesElsewhere'
>;
type Located = Pick<OutsidePlace, 'host' | 'region'>;
type Place = Omit<OutsidePlace, 'standing'> & { readonly setting: SettingName };

/** Every machine but this one that the settings have data go to (claims FL-35, FTS-22). */
export function outsidePlaces(config: Named): OutsidePlace[] {
  return placesIn(config).map(({ use, host, region }) => ({
    use,
    host,
    region,
    standing: standingOf(config, { use, host, region }),
  }));
}

/** Why data would leave the region that is stated: each by the setting that names the machine, never by its value. */
export function misplaced(config: Named): Problem[] {
  const wrong = placesIn(config).filter((place) => /elsewhere|unsaid/.test(standingOf(config, place)));
  const [first] = wrong;
  if (first === undefined) return [];
  if (config.region === NOWHERE) {
    const sentence = `CASEWARD_REGION must say where data is kept, because ${first.setting} names another machine.`;
    return [{ setting: 'CASEWARD_REGION', sentence }];
  }
  return wrong.map(({ setting, region }) => ({
    setting,
    sentence: `${setting} ${region === null ? UNSAID : ELSEWHERE}.`,
  }));
}

/**
 * The same rule for an address that somebody types while the server runs: whether data may go there. Where it stands is
 * said by its name or by the operator, never by who typed it. Held in production, as for the settings, and wherever a region
 * is stated (claims FL-35, FTS-22).
 */
export function inRegion(config: Named): (address: string) => boolean {
  const held = config.production || config.region !== NOWHERE;
  return (address) =>
    !held ||
    hostsOf(config, address, null).every((place) => !/elsewhere|unsaid/.test(standingOf(config, place)));
}

/** The region where none is said. */
const NOWHERE = 'local';
const UNSAID =
  'names a machine, and nobody says where it stands: give its region in CASEWARD_PLACE_REGIONS, or its host in CASEWARD_PLACES_ELSEWHERE';
const ELSEWHERE =
  'names a machine outside CASEWARD_REGION: choose another, or allow its host in CASEWARD_PLACES_ELSEWHERE';

/** Five digits of a digest are nothing of anybody. */
const NOTHING_OF_ANYBODY: ReadonlySet<ProviderUse> = new Set(['passwords']);

function standingOf(
  { region: stated, placesElsewhere }: Named,
  { use, host, region }: Located & { readonly use?: ProviderUse },
): PlaceStanding {
  if (use !== undefined && NOTHING_OF_ANYBODY.has(use)) return 'nothing';
  if (region !== null && (region === stated || region.startsWith(`${stated}-`))) return 'inside';
  if (placesElsewhere.includes(host)) return 'allowed';
  return region === null ? 'unsaid' : 'elsewhere';
}

function placesIn(config: Named): Place[] {
  const { database, blobs, backups, rootKey, mail, scanner, breachUrl, errorDsn, tracesUrl } = config;
  const at = (
    use: ProviderUse,
    setting: SettingName,
    url: string | undefined,
    region: string | null = null,
  ) => (url === undefined ? [] : placeAt(config, { use, setting, url, region }));
  const stored = (use: 'files' | 'backups', setting: SettingName, kept: BlobsConfig | undefined) =>
    kept?.kind === 's3' ? at(use, setting, kept.endpoint ?? amazon('s3', kept.region), kept.region) : [];
  const urls = database.kind === 'external' ? database.urls : undefined;
  const wrapping = (
    setting: SettingName,
    { endpoint, region }: { endpoint: string | undefined; region: string },
  ) => at('keys', setting, endpoint ?? amazon('kms', region), region);
  const clamd = scanner.kind === 'clamd' && 'host' in scanner.address ? scanner.address.host : undefined;
  return once([
    ...at('database', 'DATABASE_URL', urls?.app),
    ...at('database', 'DATABASE_OWNER_URL', urls?.owner),
    ...at('database', 'DATABASE_SEALER_URL', urls?.sealer),
    ...at('database', 'DATABASE_OPERATOR_URL', urls?.operator),
    ...stored('files', 'CASEWARD_BLOBS', blobs),
    ...stored('backups', 'CASEWARD_BACKUPS', backups.archive),
    ...(rootKey.kind === 'kms' ? wrapping('CASEWARD_KMS_KEY_ID', rootKey) : []),
    ...[...rootKey.own.values()].flatMap((key) => wrapping('CASEWARD_WORKSPACE_KMS_KEYS', key)),
    ...at('mail', 'SMTP_URL', mail.kind === 'smtp' ? mail.url : undefined),
    ...at('scanner', 'CLAMD_ADDRESS', clamd === undefined ? undefined : `tcp://${clamd}`),
    ...at('passwords', 'CASEWARD_BREACH_URL', breachUrl),
    ...at('errors', 'CASEWARD_ERROR_DSN', errorDsn),
    ...at('traces', 'CASEWARD_TRACES_URL', tracesUrl),
  ]);
}

const amazon = (service: 's3' | 'kms', region: string) => `https://${service}.${region}.amazonaws.com`;

const HERE = /^(localhost|127\.[\d.]+|\[::1\]|)$/;
const OF_AMAZON = /(?:^|[.-])([a-z]{2}(?:-[a-z]+)+-\d)\.(?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/;

/** Nothing for this machine itself. The name of the host counts before what is said of it, and that before its setting. */
function placeAt(
  config: Named,
  { url, use, setting, region }: Omit<Place, 'host'> & { readonly url: string },
): Place[] {
  return hostsOf(config, url, region).map((found) => ({ use, setting, ...found }));
}

function hostsOf({ placeRegions }: Named, url: string, region: string | null): Located[] {
  const host = URL.parse(url)?.hostname.toLowerCase();
  // What is no address leads nowhere.
  if (host === undefined || HERE.test(host)) return [];
  const said = placeRegions.find((each) => each.host === host)?.region;
  return [{ host, region: OF_AMAZON.exec(host)?.[1] ?? said ?? region }];
}

function once(places: readonly Place[]): Place[] {
  const names = places.map(({ use, host, region }) => `${use} ${host} ${region}`);
  return places.filter((_, at) => names.indexOf(names[at] ?? '') === at);
}
