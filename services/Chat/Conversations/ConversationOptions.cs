using System.ComponentModel.DataAnnotations;

namespace NlSql.Chat.Conversations;

/// <summary>How long conversations are kept and how many turns may wait (section <c>NlSql:Conversations</c>).</summary>
internal sealed class ConversationOptions
{
    public const string Section = "NlSql:Conversations";

    /// <summary>Days for which a deleted conversation is kept before it is purged with its memory, 0–36,500. Default 30.</summary>
    [Range(0, 36_500)]
    public double RetentionDays { get; init; } = 30;

    /// <summary>Seconds between two rounds of purging, 1–86,400. Default 300.</summary>
    [Range(1, 86_400)]
    public int SweepSeconds { get; init; } = 300;

    /// <summary>Turns of one conversation that may wait for the one before them, 0–1,000; others are turned away. Default 32.</summary>
    [Range(0, 1_000)]
    public int MostWaitingTurns { get; init; } = 32;

    /// <summary>Turns of existing conversations that are answered at the same time, each with a database connection, 1–1,000. Default 24.</summary>
    [Range(1, 1_000)]
    public int MostTurnsAtOnce { get; init; } = 24;

    /// <summary>Seconds that a turn waits for the one before it, 1–300. Default 45.</summary>
    [Range(1, 300)]
    public int TurnWaitSeconds { get; init; } = 45;
}
