export { TokenSettings } from './token-settings.tsx';
