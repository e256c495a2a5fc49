import { Alert, Button, Group, Text } from '@mantine/core';
import { ApiProblem, wordsOf } from '../api/problem.ts';

type Props = {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly title?: string;
  /** Says on the button what trying again does, where that is more than asking once more. */
  readonly retry?: string;
};

/** What went wrong, in words, with the request's id for whoever looks into it, and the way on. */
export function Trouble({ error, onRetry, title, retry = 'Try again' }: Props) {
  const id = error instanceof ApiProblem ? error.body.request_id : undefined;
  return (
    <Alert color="red" role="alert" title={title ?? (error instanceof ApiProblem ? error.body.title : 'Something went wrong')}>
      <Text size="sm">{wordsOf(error)}</Text>
      <Group gap="md" mt="xs">
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {retry}
          </Button>
        )}
        {id && (
          <Text size="xs" c="dimmed">
            Request {id}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
