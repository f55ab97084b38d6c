// Every feature that current browsers know by name; an unknown name only makes noise in their consoles.
const deniedFeatures = [
  'accelerometer',
  'attribution-reporting',
  'autoplay',
  'browsing-topics',
  'camera',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'join-ad-interest-group',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'run-ad-auction',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

// A passkey is made and used by our own page, and a code is copied by it; nothing else is asked of the browser.
const ownFeatures = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'];

/** Permissions-Policy of a page: everything off but what sign-in needs. */
export const pagePermissions = [
  ...deniedFeatures.map(denied),
  ...ownFeatures.map((name) => `${name}=(self)`),
].join(', ');

/** Permissions-Policy of data, which is never a page: the features a person would mind most. */
export const dataPermissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map(denied)
  .join(', ');

function denied(name: string): string {
  return `${name}=()`;
}
