namespace NlSql.Contracts.Messages;

/// <summary>An audit event of a service without a database, which reports it over HTTP instead of through an outbox.</summary>
/// <param name="Id">Its id in the trail; reported again, it is recorded once.</param>
/// <param name="Event">What happened.</param>
public sealed record ReportedEvent(Guid Id, AuditRecorded Event);
