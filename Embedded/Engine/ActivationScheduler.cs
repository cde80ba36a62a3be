namespace FaceGrid.Embedded.Engine;

/// <summary>
/// Runs the tasks of one activation one after the other on the thread pool. Code after an await in a grain comes back here, because
/// the await captured <see cref="TaskScheduler.Current"/>; <c>Task.Run</c> leaves.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>How long one activation may hold a pool thread while others wait.</summary>
    private const int QuantumMilliseconds = 100;

    private static readonly Action<object?> Pump = static state => ((Activation)state!).Pump();

    private readonly Lock gate = new();
    private readonly Queue<Task> tasks = new();
    private bool pumpWanted;
    private bool scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has <see cref="Activation.Pump"/> run soon.</summary>
    public void SignalPump()
    {
        lock (gate)
        {
            pumpWanted = true;
            if (scheduled)
            {
                return;
            }

            scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var clean = ExecutionContext.Capture();
        var start = Environment.TickCount64;
        var outer = ActivationContext.Current;
        ActivationContext.Current = activation;
        try
        {
            do
            {
                Task? task;
                lock (gate)
                {
                    if (pumpWanted)
                    {
                        pumpWanted = false;
                        task = null;
                    }
                    else if (!tasks.TryDequeue(out task))
                    {
                        scheduled = false;
                        return;
                    }
                }

                if (task is null)
                {
                    new Task(Pump, activation).RunSynchronously(this);
                }
                else
                {
                    TryExecuteTask(task);
                }

                if (clean is not null)
                {
                    // What a turn put into async locals must not be seen by the next.
                    ExecutionContext.Restore(clean);
                }
            }
            while (Environment.TickCount64 - start < QuantumMilliseconds);
        }
        finally
        {
            ActivationContext.Current = outer;
        }

        // Still scheduled: somebody else's turn first.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            tasks.Enqueue(task);
            if (scheduled)
            {
                return;
            }

            scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActivationContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate)
        {
            return tasks.ToArray();
        }
    }
}
