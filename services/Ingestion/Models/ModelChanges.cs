using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Models;

/// <summary>The changes that a model can be given.</summary>
internal static class ModelChanges
{
    /// <summary>The model as somebody sent it, in either form.</summary>
    public static async Task<Result<StoredModel>> ReplaceAsync(ModelChange change, ModelBody body, CancellationToken cancellationToken)
    {
        var stored = change.Stored;
        // Which of the two forms was changed shows against the revision that was fetched, not against what somebody else has made of it since.
        var fetched = body.BasedOn is { } version && version != stored.Model.Version
            ? await DatasetModelStore.WithContentAsync(change.Connection, change.Dataset, version, cancellationToken) ?? stored
            : stored;
        var files = fetched.Files();
        var modelChanged = body.Model is { } sent && sent.Version != fetched.Model.Version;
        var filesChanged = body.Files.Any(f => files.GetValueOrDefault(f.Key) != f.Value);
        if (modelChanged && filesChanged)
            return ModelErrors.Ambiguous;
        var reading = filesChanged
            ? ModelReading.Read(files.Concat(body.Files).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Last().Value), fetched.Model.Plugin.Id, stored.Basis)
            : ModelReading.Read(modelChanged ? body.Model! : fetched.Model, stored.Basis);
        return Changed(stored, reading);
    }

    /// <summary>An answer to a proposal.</summary>
    public static Result<StoredModel> Decide(StoredModel stored, string proposalId, bool accept)
    {
        if (stored.Proposals.FirstOrDefault(p => p.Id == proposalId) is not { } proposal)
            return ModelErrors.ProposalUnknown(proposalId);
        if (proposal.State != ProposalState.Open)
            return ModelErrors.ProposalAnswered(proposalId);
        if (!accept)
            return stored with { Proposals = [.. stored.Proposals.Select(p => p.Id == proposalId ? p with { State = ProposalState.Rejected } : p)] };
        return Changed(stored, ModelReading.Read(AcceptedRelationship.AddTo(stored.Model, proposal.Relationship), stored.Basis));
    }

    /// <summary>What was drafted from the version's data. What was rejected stays so.</summary>
    public static async Task<Result<StoredModel>> ResetAsync(ModelChange change, CancellationToken cancellationToken)
    {
        if (await DatasetModelStore.DraftAsync(change.Connection, change.Dataset, change.Stored.Version, cancellationToken) is not { } draft)
            return ModelErrors.None(change.Dataset.DatasetId, change.Stored.Version);
        return draft with { Proposals = ModelProposal.Fitting(ModelProposal.Carry(draft.Proposals, change.Stored.Proposals), draft.Model) };
    }

    private static Result<StoredModel> Changed(StoredModel stored, PluginReading reading)
    {
        if (reading.Model is not { } model)
            return ModelErrors.Invalid(reading.Problems);
        if (ModelDefinitionJson.Write(model).Contains("\\u0000", StringComparison.Ordinal))
            return ModelErrors.Malformed("$", "A text holds the character U+0000, which cannot be stored.");
        if (model.Version == stored.Model.Version)
            return stored;
        return stored with { Model = model, Proposals = ModelProposal.Fitting(stored.Proposals, model), Edited = true };
    }
}
