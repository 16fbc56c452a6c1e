using NlSql.Drafting.Models;
using NlSql.Drafting.Writing;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>A revision of the model of a dataset version.</summary>
internal sealed record StoredModel
{
    /// <summary>The version of the dataset.</summary>
    public required int Version { get; init; }

    /// <summary>0 for what was drafted from the version's data.</summary>
    public required int Revision { get; init; }

    /// <summary>The model; its version is the hash of its content.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>What its owner should look at.</summary>
    public required IReadOnlyList<DraftNote> Notes { get; init; }

    /// <summary>Relationships that are only likely, and what became of them.</summary>
    public required IReadOnlyList<ModelProposal> Proposals { get; init; }

    public required ModelBasis Basis { get; init; }

    /// <summary>Whether somebody has changed it since it was drafted.</summary>
    public required bool Edited { get; init; }

    /// <summary>The model as the five files of a plugin.</summary>
    public IReadOnlyDictionary<string, string> Files() => PluginWriter.Write(
        new DraftedModel(Model, Notes, [.. Proposals.Where(p => p.State == ProposalState.Open).Select(p => p.ToLikely())]), "uploaded files", null);
}
