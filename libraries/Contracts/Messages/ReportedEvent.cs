namespace NlSql.Contracts.Messages;

/// <summary>An audit event with its id: told over HTTP by a service without a database, or in a group by any other.</summary>
/// <param name="Id">Its id in the trail; reported again, it is recorded once.</param>
/// <param name="Event">What happened.</param>
/// <param name="TraceParent">W3C <c>traceparent</c> of what it happened in; null where nothing is traced.</param>
public sealed record ReportedEvent(Guid Id, AuditRecorded Event, string? TraceParent = null);
