// Most tests wait for processes that use one core; more than two at a time slow each other down.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
