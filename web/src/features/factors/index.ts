export { EnrolmentBanner } from './enrolment-banner.tsx';
export { FactorForm } from './factor-form.tsx';
export { SecurityPolicySettings } from './policy-settings.tsx';
export { QrCode } from './qr-code.tsx';
export { StepUpDialog } from './step-up-dialog.tsx';
