console.log('not executable');
