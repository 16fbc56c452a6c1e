namespace NlSql.Contracts.Messages;

/// <summary>
/// Audit events of one tenant in the order in which they were stored: what waits in an outbox at the same time goes as one message. Told in another
/// grouping after a crash, each is recorded once by its id.
/// </summary>
/// <param name="Events">The events, two or more.</param>
[RequiresConsumer]
public sealed record AuditGroupRecorded(IReadOnlyList<ReportedEvent> Events);
