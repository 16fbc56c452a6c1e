using System.Text.Json;

namespace NlSql.SemanticModel.Definitions;

/// <summary>Verified questions on one subject.</summary>
public sealed record QuestionPack
{
    /// <summary>Lower-case identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the pack is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>The questions.</summary>
    public required IReadOnlyList<VerifiedQuestion> Questions { get; init; }
}

/// <summary>A question whose meaning a person has checked.</summary>
public sealed record VerifiedQuestion
{
    /// <summary>Phrasings, with typed slots such as <c>{region}</c> (a value of that column) or <c>{n}</c> (a whole number).</summary>
    public required IReadOnlyList<string> Ask { get; init; }

    /// <summary>The slots of the phrasings, each once; empty when the question is fixed.</summary>
    public IReadOnlyList<QuestionSlot> Slots { get; init; } = [];

    /// <summary>What the question means once its slots are filled; null when only SQL can say it.</summary>
    public QueryTemplate? Query { get; init; }

    /// <summary>Guarded SQL where a semantic query cannot say it.</summary>
    public string? Sql { get; init; }

    /// <summary>Who checked it.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>When it was checked.</summary>
    public DateOnly? VerifiedAt { get; init; }

    /// <summary>Whether to show it to newcomers.</summary>
    public bool Suggest { get; init; }

    /// <summary>The rows that it gives on the sample data; null when not stated.</summary>
    public ExpectedRows? Expect { get; init; }

    /// <summary>Line of the question in its file, 1-based; 0 when not read from a file.</summary>
    public int Line { get; init; }
}

/// <summary>The rows that a verified question gives on the sample data.</summary>
/// <param name="AsOf">The day that relative dates are counted from; null for the newest day in the data.</param>
/// <param name="Slots">Values for the slots of the first phrasing.</param>
/// <param name="Rows">Rows as JSON arrays, in order when the query orders them.</param>
public sealed record ExpectedRows(DateOnly? AsOf, IReadOnlyDictionary<string, string> Slots, IReadOnlyList<IReadOnlyList<JsonElement>> Rows);

/// <summary>A place in a phrasing that a value of the question fills, written <c>{name}</c>.</summary>
/// <param name="Name">Name within the braces.</param>
/// <param name="Kind">What may fill it.</param>
/// <param name="Column">The <c>table.column</c> whose values may fill it; null for a number.</param>
public sealed record QuestionSlot(string Name, SlotKind Kind, string? Column);

/// <summary>What may fill a slot: a value of a column, or a whole number of 1 or more.</summary>
public enum SlotKind { Value, WholeNumber }
