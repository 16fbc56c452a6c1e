using Npgsql;
using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Datasets;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>Drafts the model of a new version of a dataset without a plugin, and carries over what its owner said of earlier ones.</summary>
internal sealed class DraftDatasetModel(TimeProvider clock, ILogger<DraftDatasetModel> logger)
{
    /// <summary>Stores the model of a version in the transaction that publishes it; questions use it from the commit on.</summary>
    /// <param name="transaction">The publishing transaction.</param>
    /// <param name="dataset">The dataset, locked.</param>
    /// <param name="version">The new version.</param>
    /// <param name="tables">Profiles of all tables of the version, under the names of the stored columns.</param>
    /// <param name="subject">Who uploads.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<StoredModel> ExecuteAsync(
        NpgsqlTransaction transaction, DatasetRow dataset, int version, IReadOnlyList<TableProfile> tables, string subject, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var said = await DatasetModelStore.BeforeAsync(connection, dataset, version, cancellationToken);
        var drafted = Draft(dataset, version, tables, said);
        await DatasetModelStore.AddAsync(transaction, dataset, drafted, subject, clock.GetUtcNow(), cancellationToken);
        if (said is not { Edited: true } || await DatasetModelStore.DraftAsync(connection, dataset, said.Version, cancellationToken) is not { } before)
            return drafted;
        var kept = Keep(before.Model, said, drafted);
        await DatasetModelStore.AddAsync(transaction, dataset, kept, subject, clock.GetUtcNow(), cancellationToken);
        Log.Kept(logger, dataset.DatasetId, version, kept.Edited);
        return kept;
    }

    private StoredModel Draft(DatasetRow dataset, int version, IReadOnlyList<TableProfile> tables, StoredModel? before)
    {
        var identity = new DraftIdentity(DraftIdentity.IdOf(dataset.Name), dataset.Name, "");
        var draft = ModelDrafter.Draft(identity, [.. tables.Where(t => t.Columns.Any(c => c.Name is not null))]);
        var basis = ModelBasis.Of(tables) with { Withheld = before?.Basis.Withheld ?? [] };
        var (model, notes) = Valid(dataset, version, draft, basis);
        return new StoredModel
        {
            Version = version,
            Revision = 0,
            Model = model,
            Notes = notes,
            Proposals = ModelProposal.Fitting(ModelProposal.Carry([.. draft.Likely.Select(ModelProposal.Of)], before?.Proposals ?? []), model),
            Basis = basis,
            Edited = false,
        };
    }

    // An upload does not fail because of its draft: what is not valid is left out.
    private (ModelDefinition Model, IReadOnlyList<DraftNote> Notes) Valid(DatasetRow dataset, int version, DraftedModel draft, ModelBasis basis)
    {
        if (ModelPruning.Prune(draft.Model, draft.Model, basis, new HashSet<string>()) is { } pruned)
            return (pruned.Model, draft.Notes);
        Log.DraftInvalid(logger, dataset.DatasetId, version);
        return (ModelVersion.Stamp(draft.Model), draft.Notes);
    }

    private static StoredModel Keep(ModelDefinition before, StoredModel said, StoredModel drafted)
    {
        // An accepted relationship has a name for it now and is no longer offered; it is remembered, should it be taken away.
        var proposals = said.Proposals.Where(p => p.State == ProposalState.Accepted && drafted.Proposals.All(d => d.Id != p.Id)).Concat(drafted.Proposals);
        var merged = MergeModels.Merge(before, said, drafted.Model, drafted.Basis);
        var model = merged?.Model ?? MergeModels.Protected(said, drafted.Model, drafted.Basis);
        IEnumerable<DraftNote> notes = merged?.Notes ??
        [
            new DraftNote(
                DraftNoteKind.LeftOut, "", null,
                $"What was changed in version {said.Version} does not fit the new data, so the model is drafted anew; what was hidden stays hidden. Ask for the model of version {said.Version} to see it."),
        ];
        return drafted with
        {
            Revision = 1,
            Model = model,
            Notes = [.. drafted.Notes, .. notes],
            Proposals = ModelProposal.Fitting(proposals, model),
            Basis = drafted.Basis with { Withheld = MergeModels.WithheldOf(said, drafted.Model) },
            Edited = merged is not null,
        };
    }
}
