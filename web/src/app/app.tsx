import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { StepUpDialog } from '../features/factors/index.ts';
import { Toaster } from '../ui/toast.tsx';
import { reloadWhenRestored } from './leave.ts';
import { queryClient } from './query.ts';
import { router } from './router.ts';
import { reportUnhandled } from './unhandled.ts';

reloadWhenRestored();
reportUnhandled(() => router.state.matches.at(-1)?.fullPath ?? '/');

export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <StepUpDialog />
        <Toaster />
      </QueryClientProvider>
    </StrictMode>
  );
}
