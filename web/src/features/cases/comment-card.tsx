import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { Comment, CommentPatch } from '#contracts/comments.ts';
import { isLostUpdate, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Textarea } from '../../ui/input.tsx';
import { LostUpdate } from '../../ui/lost-update.tsx';
import { Moment } from '../../ui/moment.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { anchorWords } from './comment-words.ts';
import { useMentions } from './people.ts';

export function CommentCard({ of, comment }: { of: Case; comment: Comment }) {
  const actions = useCommentActions(of, comment);
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const mayComment = of.actions.includes('case.comment');
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Avatar name={comment.author.name} size="sm" />
        <span className="font-medium">{comment.author.name}</span>
        <span className="text-ink-faint text-sm">
          <Moment at={comment.createdAt} />
          {comment.editedAt ? ', edited' : null}
        </span>
        {comment.resolved ? <Badge tone="good">Resolved</Badge> : null}
      </div>
      {comment.anchor.kind === 'case' ? null : <AnchorLine anchor={comment.anchor} />}
      {editing ? (
        <EditForm
          comment={comment}
          lost={actions.edit.isError && isLostUpdate(actions.edit.error)}
          busy={actions.edit.isPending}
          onClose={() => {
            actions.edit.reset();
            setEditing(false);
          }}
          onSave={(text, of) => actions.edit.mutate({ text, of }, { onSuccess: () => setEditing(false) })}
        />
      ) : (
        <p className="whitespace-pre-wrap">{comment.text}</p>
      )}
      <div className="-ml-2 flex flex-wrap gap-1">
        {mayComment ? (
          <Button
            look="ghost"
            size="sm"
            busy={actions.resolve.isPending}
            onClick={() => actions.resolve.mutate(comment.resolved === null)}
          >
            {comment.resolved ? 'Reopen' : 'Resolve'}
          </Button>
        ) : null}
        {comment.mayEdit && !editing ? (
          <Button look="ghost" size="sm" onClick={() => setEditing(true)}>
            Edit
          </Button>
        ) : null}
        {comment.mayDelete ? (
          <Button look="ghost" size="sm" onClick={() => setAsking(true)}>
            Delete
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => actions.remove.mutate()}
        busy={actions.remove.isPending}
        title="Delete this comment?"
        action="Delete"
      >
        Its text is lost. The timeline keeps that a comment was deleted, and by whom.
      </ConfirmDialog>
    </li>
  );
}

function AnchorLine({ anchor }: { anchor: Comment['anchor'] }) {
  const words = anchorWords(anchor);
  if (anchor.kind !== 'section') return <p className="text-ink-faint text-sm">{words}</p>;
  return (
    <a
      href={`#${anchor.section}`}
      className="inline-flex min-h-6 items-center text-accent-ink text-sm hover:underline"
    >
      {words}
    </a>
  );
}

function EditForm({
  comment,
  lost,
  busy,
  onClose,
  onSave,
}: {
  comment: Comment;
  /** Whether the last save was refused because it was rewritten elsewhere. */
  lost: boolean;
  busy: boolean;
  onClose: () => void;
  onSave: (text: string, of: Comment) => void;
}) {
  const [text, setText] = useState(comment.text);
  // What is typed belongs to the comment as it was then, whatever the page hears of meanwhile.
  const [begun] = useState(comment);
  return (
    <form
      className="space-y-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSave(text.trim(), lost ? comment : begun);
      }}
    >
      {lost ? <LostUpdate theirs={comment.text} /> : null}
      <Textarea
        aria-label="Comment"
        autoFocus
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
          Save
        </Button>
      </div>
    </form>
  );
}

function useCommentActions(of: Case, comment: Comment) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const mentions = useMentions();
  const path = `${casePath(workspace.id, of.id)}/comments/${comment.id}`;
  const common = {
    onError: (error: Error) => (isLostUpdate(error) ? undefined : toastError(sentenceOf(error))),
    onSettled: () => client.invalidateQueries({ queryKey: caseKey(workspace.id, of.id) }),
  };
  const edit = useMutation({
    mutationFn: async ({ text, of }: { text: string; of: Comment }) => {
      const body: CommentPatch = { text, mentionIds: await mentions(text) };
      return call('PATCH', path, { body, ifMatch: ifMatchOf(of) });
    },
    ...common,
  });
  const remove = useMutation({ mutationFn: () => call('DELETE', path), ...common });
  const resolve = useMutation({
    mutationFn: (done: boolean) => call(done ? 'PUT' : 'DELETE', `${path}/resolution`),
    onSuccess: (_, done) => {
      if (done) toast('Resolved', () => resolve.mutate(false));
    },
    ...common,
  });
  return { edit, remove, resolve };
}
