using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

internal sealed record Reminder(string ReminderName, string ETag) : IGrainReminder;
