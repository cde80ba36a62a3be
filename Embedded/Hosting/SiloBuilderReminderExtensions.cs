using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

public static class SiloBuilderReminderExtensions
{
    /// <summary>Enables reminders. Here they always are; the table is whichever <see cref="IReminderTable"/> is registered, else one in memory.</summary>
    public static void AddReminders(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);
}
