using System.Text.Json;
using System.Text.Json.Serialization;
using NlSql.ServiceDefaults;

namespace NlSql.Chat.Memory;

/// <summary>Something learnt in a conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="About">What it is about: the words, or the kind itself where there is only one. Learning it anew replaces it.</param>
/// <param name="Content">What was learnt.</param>
internal sealed record MemoryEntry(Guid Id, string About, MemoryContent Content);

/// <summary>What was learnt. The nested types are all there are.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Choice), Choice.Kind)]
[JsonDerivedType(typeof(Period), Period.Kind)]
[JsonDerivedType(typeof(ChartKind), ChartKind.Kind)]
[JsonDerivedType(typeof(NumberFormat), NumberFormat.Kind)]
internal abstract record MemoryContent
{
    /// <summary>The same in a sentence.</summary>
    [JsonIgnore]
    public abstract string Description { get; }

    /// <summary>The kind, as clients see it.</summary>
    [JsonIgnore]
    public abstract string KindName { get; }

    /// <summary>What it is about; of one kind and about one thing there is one entry.</summary>
    [JsonIgnore]
    public virtual string About => "";

    public string Write() => JsonSerializer.Serialize(this, JsonOptions.Snake);

    public static MemoryContent Read(string json) =>
        JsonSerializer.Deserialize<MemoryContent>(json, ReadOptions) ?? throw new JsonException("A memory is null.");

    // jsonb sorts the keys, so the kind does not come first.
    private static readonly JsonSerializerOptions ReadOptions = new(JsonOptions.Snake) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>How words were read when the user was asked.</summary>
    /// <param name="Code">The issue that made the question unclear.</param>
    /// <param name="Words">The words it was about, as stems.</param>
    /// <param name="Text">The words as typed.</param>
    /// <param name="Parts">The parts of the chosen query that the others did not all have.</param>
    /// <param name="Label">What the choice was called.</param>
    /// <param name="Question">The question that was unclear; null where it was learnt before that was kept.</param>
    /// <param name="Query">The chosen query, where a language model offered it: asked the same again, it may offer others. Null where the planner did.</param>
    public sealed record Choice(string Code, IReadOnlyList<string> Words, string Text, IReadOnlyList<string> Parts, string Label, string? Question = null, string? Query = null) : MemoryContent
    {
        public const string Kind = "choice";

        public override string Description => $"“{Text}” is read as: {Label}.";

        public override string KindName => Parts.All(p => p.StartsWith("metrics:", StringComparison.Ordinal) || p.StartsWith("from:", StringComparison.Ordinal)) ? "favoured_metric" : Kind;

        public override string About => string.Join(' ', Words);
    }

    /// <summary>The period of questions that name none.</summary>
    /// <param name="Range">As <see cref="SemanticModel.Queries.TimeRangeText"/> writes it.</param>
    public sealed record Period(string Range) : MemoryContent
    {
        public const string Kind = "time_range";

        public override string Description => $"Questions that name no period are about: {Range}.";

        public override string KindName => Kind;
    }

    /// <summary>The kind of charts.</summary>
    /// <param name="Mark"><c>bar</c>, <c>line</c>, <c>area</c>, <c>point</c> or <c>none</c>.</param>
    public sealed record ChartKind(string Mark) : MemoryContent
    {
        public const string Kind = "chart";

        public override string Description => Mark == "none" ? "Answers have no chart." : $"Charts are drawn as {Mark} charts.";

        public override string KindName => Kind;
    }

    /// <summary>How numbers are written.</summary>
    /// <param name="Format">A .NET format.</param>
    /// <param name="Words">The same in words.</param>
    public sealed record NumberFormat(string Format, string Words) : MemoryContent
    {
        public const string Kind = "number_format";

        public override string Description => $"Numbers are shown {Words}.";

        public override string KindName => Kind;
    }
}
