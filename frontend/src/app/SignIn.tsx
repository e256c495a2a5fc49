import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { ask } from '../api/client.ts';
import { siteConfig } from '../api/config.ts';
import { ApiProblem, wordsOf } from '../api/problem.ts';
import { signedInAs, signInStore } from '../api/sign-in.ts';
import { useStore } from '../model/store.ts';
import styles from './SignIn.module.css';

export function SignIn() {
  const { reason } = useStore(signInStore);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    siteConfig().catch((error: unknown) => setRefusal(wordsOf(error)));
    // What stands behind the form is fetched while somebody types, once the form itself is ready.
    const timer = window.setTimeout(() => void import('./Shell.tsx'), 700);
    return () => window.clearTimeout(timer);
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsking(true);
    setRefusal(undefined);
    try {
      const signedIn = signedInAs(user.trim(), password);
      await ask('/auth/check', { authorization: signedIn.header });
      signInStore.set({ signedIn, reason: undefined });
    } catch (error) {
      setRefusal(refusalOf(error));
      setAsking(false);
    }
  }

  return (
    <main className={styles.page}>
      <Paper withBorder p="xl" className={styles.card}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <div>
              <Title order={1}>Medical Case Generator</Title>
              <Text c="dimmed" size="sm">
                Bayesian teaching cases for emergency medicine
              </Text>
            </div>
            {(refusal ?? reason) && (
              <Alert color={refusal ? 'red' : 'blue'} role="alert">
                {refusal ?? reason}
              </Alert>
            )}
            <TextInput
              label="User name"
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
              value={user}
              onChange={(event) => setUser(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={asking}>
              Sign in
            </Button>
            <Text size="xs" c="dimmed">
              The sign-in is kept in this tab only; reloading or closing it signs you out.
            </Text>
          </Stack>
        </form>
      </Paper>
    </main>
  );
}

function refusalOf(error: unknown): string {
  if (error instanceof ApiProblem && error.status === 401) return 'The user name or the password is wrong.';
  if (error instanceof ApiProblem && error.status === 0) return 'The server cannot be reached. Check the network and try again.';
  return wordsOf(error);
}
