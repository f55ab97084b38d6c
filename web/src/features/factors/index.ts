export { EnrolmentBanner } from './enrolment-banner.tsx';
export { SecurityPolicySettings } from './policy-settings.tsx';
export { StepUpDialog } from './step-up-dialog.tsx';
