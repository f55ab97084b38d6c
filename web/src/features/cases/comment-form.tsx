import { useMutation, useQueryClient } from '@tanstack/react-query';
import X from 'lucide-react/icons/x';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { Anchor, Comment, CommentCreate } from '#contracts/comments.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toastError } from '../../ui/toast.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { commentOnCase, useCommentTarget, useCommentWishes } from './comment-target.ts';
import { anchorWords } from './comment-words.ts';
import { useMentions } from './people.ts';

export function CommentForm({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const mentions = useMentions();
  const target = useCommentTarget();
  const wishes = useCommentWishes();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (wishes > 0 && target.kind !== 'case') field.current?.focus();
  }, [wishes, target]);
  useEffect(() => commentOnCase, []);
  const write = useMutation({
    mutationFn: async (words: { anchor: Anchor; text: string }) => {
      const body: CommentCreate = { ...words, mentionIds: await mentions(words.text) };
      return call<Comment>('POST', `${casePath(workspace.id, of.id)}/comments`, { body });
    },
    onSuccess: () => {
      setText('');
      commentOnCase();
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: caseKey(workspace.id, of.id) }),
  });
  return (
    <form
      className="sticky bottom-0 space-y-2 border-line border-t bg-surface p-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        write.mutate({ anchor: target, text: text.trim() });
      }}
    >
      {target.kind === 'case' ? null : (
        <p className="flex items-center gap-1 text-ink-soft text-sm">
          <span className="grow truncate">{anchorWords(target)}</span>
          <IconButton
            label="Comment on the whole"
            icon={<X aria-hidden className="size-4" />}
            onClick={commentOnCase}
          />
        </p>
      )}
      <Textarea
        ref={field}
        aria-label="Comment"
        placeholder="Comment; @name tells someone"
        maxLength={10_000}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="text-right">
        <Button type="submit" look="primary" busy={write.isPending} disabled={text.trim() === ''}>
          Comment
        </Button>
      </div>
    </form>
  );
}
