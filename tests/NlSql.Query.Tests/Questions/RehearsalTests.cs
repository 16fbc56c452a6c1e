using NlSql.Query.Questions;

namespace NlSql.Query.Tests.Questions;

public sealed class RehearsalTests
{
    [Fact]
    public void Most_of_what_is_rehearsed_is_understood() => Assert.InRange(Rehearsal.Run(TestContext.Current.CancellationToken), Rehearsal.Questions.Count + 1, 2 * Rehearsal.Questions.Count);

    [Fact]
    public void A_service_that_stops_does_not_rehearse_to_the_end() =>
        Assert.Throws<OperationCanceledException>(() => Rehearsal.Run(new CancellationToken(canceled: true)));
}
