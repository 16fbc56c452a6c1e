namespace NlSql.Contracts.Messages;

/// <summary>
/// Marks a message that must not vanish: while no queue is bound for it, it stays in its sender's outbox. Others are announcements
/// that nobody needs to hear.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresConsumerAttribute : Attribute;
