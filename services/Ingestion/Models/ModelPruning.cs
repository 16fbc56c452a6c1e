using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Ingestion.Models;

/// <summary>Takes away what no longer fits, and what is built on it, until the model is valid.</summary>
internal static class ModelPruning
{
    private const int MostRounds = 12;

    /// <summary>The valid rest, and what was dropped; null when no end was found.</summary>
    public static PrunedModel? Prune(ModelDefinition model, ModelDefinition draft, ModelBasis basis, IReadOnlySet<string> hidden)
    {
        var dropped = new List<DroppedPart>();
        for (var round = 0; round < MostRounds; round++)
        {
            var reading = ModelReading.Read(model, basis);
            if (reading.Model is { } valid)
                return new PrunedModel(valid, dropped);
            var parts = ModelParts.Of(model, draft, hidden);
            var guilty = new Dictionary<string, (ModelPart Part, PluginProblem Problem)>();
            foreach (var problem in reading.Problems)
            {
                if (PartAt(parts, problem, reading.Sources) is { } part)
                    guilty.TryAdd(part.What, (part, problem));
            }

            if (guilty.Count == 0)
                return null;
            foreach (var (part, problem) in guilty.Values)
            {
                model = part.Without(model);
                dropped.Add(new DroppedPart(part.What, part.Table, problem.Message));
            }
        }

        return null;
    }

    // The part that begins last at or before the place of the problem.
    private static ModelPart? PartAt(IReadOnlyList<ModelPart> parts, PluginProblem problem, SourceMap sources) => parts
        .Where(p => p.File == problem.File)
        .Select(p => (Part: p, At: sources.Find(p.File, p.Path)))
        .Where(p => p.At.Line < problem.Line || (p.At.Line == problem.Line && p.At.Column <= problem.Column))
        .OrderByDescending(p => p.At.Line).ThenByDescending(p => p.At.Column).ThenByDescending(p => p.Part.Path.Count)
        .Select(p => p.Part)
        .FirstOrDefault();
}

/// <summary>A model without what did not fit.</summary>
internal sealed record PrunedModel(ModelDefinition Model, IReadOnlyList<DroppedPart> Dropped);

/// <summary>What was dropped, and why.</summary>
internal sealed record DroppedPart(string What, string Table, string Why);
