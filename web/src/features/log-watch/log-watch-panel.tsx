import { AlertSection } from './alert-section.tsx';
import { DeliverySection } from './delivery-section.tsx';
import { StreamSection } from './stream-section.tsx';

/** What watches the audit log of the workspace, and where it is streamed to. */
export function LogWatchPanel() {
  return (
    <div className="space-y-8">
      <AlertSection />
      <DeliverySection />
      <StreamSection />
    </div>
  );
}
