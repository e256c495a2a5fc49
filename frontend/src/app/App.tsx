import { lazy, Suspense } from 'react';
import { signInStore } from '../api/sign-in.ts';
import { useStore } from '../model/store.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { HealthBanner } from './HealthBanner.tsx';
import { SignIn } from './SignIn.tsx';

const Shell = lazy(() => import('./Shell.tsx'));

export function App() {
  const { signedIn } = useStore(signInStore);
  if (!signedIn)
    return (
      <>
        <HealthBanner />
        <SignIn />
      </>
    );
  return (
    <Suspense fallback={<Waiting />}>
      <Shell user={signedIn.user} />
    </Suspense>
  );
}
