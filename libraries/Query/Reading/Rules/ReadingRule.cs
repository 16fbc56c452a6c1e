namespace NlSql.Query.Reading.Rules;

/// <summary>Gives some mentions of a draft their role. Rules run in the order of <see cref="Assembler"/>; what none uses counts against the reading.</summary>
internal abstract class ReadingRule
{
    public abstract void Apply(Draft draft);
}
