using System.Globalization;
using System.Text.Json.Serialization;
using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>A relationship that the values allow but the names do not say. Only its owner can know.</summary>
internal sealed record ModelProposal
{
    /// <summary>The same for the same columns: <c>claims.head~people.id</c>.</summary>
    public required string Id { get; init; }

    public required RelationshipDefinition Relationship { get; init; }

    /// <summary>Distinct values of the referring column.</summary>
    public required long Values { get; init; }

    /// <summary>Keys of the table referred to.</summary>
    public required long Keys { get; init; }

    /// <summary>Rows of the referring table.</summary>
    public required long Rows { get; init; }

    public ProposalState State { get; init; }

    /// <summary>The question in plain words.</summary>
    [JsonIgnore]
    public string Question => string.Create(
        CultureInfo.InvariantCulture,
        $"Does {From} say which of {To} is meant? All its {Values:N0} different values are among the {Keys:N0} keys there, but the names do not say so.");

    [JsonIgnore]
    public string From => $"{Relationship.FromTable}.{Relationship.FromColumns[0]}";

    [JsonIgnore]
    public string To => $"{Relationship.ToTable}.{Relationship.ToColumns[0]}";

    public static ModelProposal Of(LikelyRelationship likely) => new()
    {
        Id = $"{likely.Relationship.FromTable}.{likely.Relationship.FromColumns[0]}~{likely.Relationship.ToTable}.{likely.Relationship.ToColumns[0]}",
        Relationship = likely.Relationship,
        Values = likely.Values,
        Keys = likely.Keys,
        Rows = likely.Rows,
    };

    public LikelyRelationship ToLikely() => new(Relationship, Values, Keys, Rows);

    /// <summary>Accepted are those whose relationship a model has; what was accepted and is gone is offered again.</summary>
    public static IReadOnlyList<ModelProposal> Fitting(IEnumerable<ModelProposal> proposals, ModelDefinition model) =>
        [.. proposals.Select(p => p.State == ProposalState.Rejected ? p : p with { State = model.Relationships.Any(p.IsSame) ? ProposalState.Accepted : ProposalState.Open })];

    private bool IsSame(RelationshipDefinition other) =>
        other.FromTable == Relationship.FromTable && other.ToTable == Relationship.ToTable
        && other.FromColumns.SequenceEqual(Relationship.FromColumns) && other.ToColumns.SequenceEqual(Relationship.ToColumns);

    /// <summary>What is offered now, with what was said of it before; what was said of others is remembered.</summary>
    public static IReadOnlyList<ModelProposal> Carry(IReadOnlyList<ModelProposal> offered, IReadOnlyList<ModelProposal> before)
    {
        var states = before.ToDictionary(p => p.Id);
        return
        [
            .. offered.Select(p => states.TryGetValue(p.Id, out var known) ? p with { State = known.State } : p),
            .. before.Where(p => p.State == ProposalState.Rejected && offered.All(o => o.Id != p.Id)),
        ];
    }
}

/// <summary>What became of a proposal.</summary>
internal enum ProposalState { Open, Accepted, Rejected }
