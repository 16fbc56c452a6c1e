using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.Contracts;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.Query.Suggestions;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Datasets;

/// <summary>
/// Prepares the newest datasets when the service starts, and thinks questions over them through, so that the first person who asks waits
/// neither for the preparation nor for the runtime to compile. Nothing is run on anybody's rows, and nothing waits for it.
/// </summary>
internal sealed class PrepareNewestDatasets(DatasetHeads heads, DatasetSelection selection, QueryContexts contexts, IOptions<ChatOptions> options, TimeProvider clock, ILogger<PrepareNewestDatasets> logger)
    : BackgroundService
{
    // The services start together, and those that are asked for models may be the last.
    private const int MostTries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var tries = 0; options.Value.PreparedAtStart > 0 && tries < MostTries && !await TryPrepareAsync(stoppingToken); tries++)
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            var prepared = true;
            foreach (var (tenantId, datasetId) in await heads.NewestOfAllAsync(options.Value.PreparedAtStart, cancellationToken))
                prepared &= await PrepareAsync(datasetId, new Caller(tenantId, ServiceNames.Chat, Roles.Service), cancellationToken);
            return prepared;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with a dataset is for those to hear who ask it; it is no reason for the service to end.
            Log.NothingPrepared(logger, e.GetType().Name);
            return false;
        }
    }

    private async Task<bool> PrepareAsync(Guid datasetId, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await selection.SelectAsync(new AskRequest { DatasetId = datasetId.ToString() }, caller, cancellationToken)).TryGet(out var subject, out var failure))
            return failure != AskErrors.NeighbourUnavailable;
        var context = new QuestionContext(subject.Dataset.LoadedLexicon ?? subject.Dataset.Lexicon, contexts.Of(subject, contexts.AnchorOf(null, subject), caller));
        NextQuestions.After(QuestionCompiler.Compile("what can I ask?", context), context);
        return true;
    }
}
