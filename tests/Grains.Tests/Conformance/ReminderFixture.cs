using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Conformance;

public sealed class ReminderFixture : GridFixture
{
    private readonly TemporaryFolder folder = new();

    protected override void Configure(IServiceCollection services)
    {
        services.AddSqliteReminders(folder["grains.db"]);
        services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
    }
}
