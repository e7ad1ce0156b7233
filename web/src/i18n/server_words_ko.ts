// English sentences of the server with the Korean that people read instead.
export const koSentences: Readonly<Record<string, string>> = {
  'A valid token or session is needed.': '로그인이 필요합니다.',
  'Change the one-time password first.': '먼저 임시 비밀번호를 변경해 주세요.',
  'The database cannot be used now.':
    '지금 데이터베이스를 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  'Somebody else changed this at the same time.': '다른 사용자가 동시에 변경했습니다.',
  'This takes the right to %resource.': '이 작업에는 %resource 권한이 필요합니다.',
};
