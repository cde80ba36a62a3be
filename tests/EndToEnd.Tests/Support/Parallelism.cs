// Most tests wait for processes that start, load and write on one core; beyond two at a time they only slow each other down.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
