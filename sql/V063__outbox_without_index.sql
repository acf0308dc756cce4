-- Each change inserts and deletes a row here, which is cheaper without an index: only a backlog of thousands of events is searched.
ALTER TABLE outbox
  DROP KEY IF EXISTS aggregate;
